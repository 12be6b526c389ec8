import type pg from 'pg';

/** How many duties the province holds; ten for each process. */
export const DUTIES = 1_000_000;
const PROCESSES = DUTIES / 10;

/** A county bureau of the province that is asked for its worklist: its clerk's demo account, and the organisation. */
export const CLERK = { login: 'bench-clerk', organisationId: 'bench-county-7' };

/**
 * One province with ten cities, a hundred counties, 1,500 stations with their towns and 300 contractors. Of the duties four fifths are done, the
 * others are spread from twenty days ago to forty days ahead; one in thirty has no day. Everything follows from row numbers: each run reads
 * the same rows.
 */
const ORGANISATIONS = `
  INSERT INTO organisation (id, name, level, parent_id, pack_id) VALUES ('bench-province', '省民政厅（压测）', 'province', NULL, 'hn');
  INSERT INTO organisation (id, name, level, parent_id) SELECT 'bench-city-' || n, n || '市民政局', 'city', 'bench-province' FROM generate_series(0, 9) n;
  INSERT INTO organisation (id, name, level, parent_id) SELECT 'bench-county-' || n, n || '县民政局', 'county', 'bench-city-' || n % 10 FROM generate_series(0, 99) n;
  INSERT INTO organisation (id, name, level, parent_id) SELECT 'bench-town-' || n, n || '镇人民政府', 'town', 'bench-county-' || n % 100 FROM generate_series(0, 1499) n;
  INSERT INTO organisation (id, name, level, parent_id) SELECT 'bench-station-' || n, n || '镇社会工作服务站', 'station', 'bench-town-' || n FROM generate_series(0, 1499) n;
  INSERT INTO organisation (id, name, level, parent_id) SELECT 'bench-contractor-' || n, n || '社会工作服务中心', 'contractor', NULL FROM generate_series(0, 299) n;
  INSERT INTO person (id, name) VALUES ('${CLERK.login}', '压测经办');
  INSERT INTO account (person_id, login, password_hash, demo) VALUES ('${CLERK.login}', '${CLERK.login}', '!', true);
  INSERT INTO membership (id, person_id, organisation_id, role) VALUES ('${CLERK.login}', '${CLERK.login}', '${CLERK.organisationId}', 'clerk');`;

const PROCESS_ROWS = `
  INSERT INTO process (id, kind, title, pack_id, pack_version, region, stage, waits_for, waiting_for_id, stage_since, revision, ended, state, last_event_hash,
    opened_at, updated_at)
  SELECT md5(n::text)::uuid::text, (ARRAY['contract', 'report-line', 'evaluation', 'onboarding', 'procurement'])[n % 5 + 1],
    n % 1500 || '镇社工站 ' || n, 'hn', '1', 'CN', 'running', 'contractor', 'bench-contractor-' || n % 300, '2026-01-05', 1 + n % 40, n % 5 = 0,
    '{"own": {}, "kit": {}}', '', now() - n % 700 * interval '1 day', now()
  FROM generate_series(1, ${PROCESSES}) n`;

const PARTY_ROWS = `
  INSERT INTO process_party (process_id, function, organisation_id)
  SELECT md5(n::text)::uuid::text, f.name, f.id FROM generate_series(1, ${PROCESSES}) n, LATERAL (VALUES
    ('purchaser', 'bench-county-' || n % 100), ('superior', 'bench-city-' || n % 10), ('contractor', 'bench-contractor-' || n % 300),
    ('station', 'bench-station-' || n % 1500), ('town', 'bench-town-' || n % 1500)) AS f(name, id)`;

/** `$1` is today: what is owed lies around it. */
const DUTY_ROWS = `
  INSERT INTO duty (process_id, key, kind, slot, label, rule_id, basis, binding, owes, owes_id, owed_to, command, status, trigger_event, trigger_date, strict,
    due, safe, provisional, calendar_version, trace, met_on, opened_on)
  SELECT md5(n::text)::uuid::text, 'report.contractor/' || k, (ARRAY['contract', 'report-line', 'evaluation', 'onboarding', 'procurement'])[n % 5 + 1],
    'report.contractor', '提交第' || k || '期工作报告', 'HN-57', '{"source": "003", "clause": "[五](三)", "line": 409, "quote": "每月5日前报送上月工作报告"}',
    'mandatory', o.owes, o.id, ARRAY['bench-county-' || n % 100], 'submit-report', o.status, 'period-ended', o.due, o.due, o.due, o.due, n % 7 = 0, 'CN-2026-1',
    '[{"date": "2026-03-02", "counted": true, "why": "working-day"}, {"date": "2026-03-03", "counted": true, "why": "working-day"}]',
    CASE WHEN o.status = 'met' THEN o.due END, '2026-01-05'
  FROM generate_series(1, ${PROCESSES}) n, generate_series(0, 9) k, LATERAL (SELECT
    CASE WHEN k < 6 THEN 'contractor' WHEN k < 9 THEN 'purchaser' ELSE 'superior' END AS owes,
    CASE WHEN k < 6 THEN 'bench-contractor-' || n % 300 WHEN k < 9 THEN 'bench-county-' || n % 100 ELSE 'bench-city-' || n % 10 END AS id,
    CASE WHEN (n / 100 + k) % 5 = 0 THEN 'open' ELSE 'met' END AS status,
    CASE WHEN (n / 100 * 3 + k) % 30 = 0 THEN NULL WHEN (n / 100 + k) % 5 = 0 THEN to_char($1::date + (n / 100 * 7 + k * 31) % 60 - 20, 'YYYY-MM-DD')
      ELSE to_char($1::date - 21 - (n / 100 * 11 + k * 31) % 700, 'YYYY-MM-DD') END AS due) o`;

/** Writes the province as its owner, beside whatever is there. */
export async function writeProvince(owner: pg.Client, today: string): Promise<void> {
  // Nobody waits for these rows to be on disk, and each of them fits by construction: no look-up of a parent for each.
  await owner.query('SET synchronous_commit = off; SET session_replication_role = replica');
  await owner.query(ORGANISATIONS);
  await owner.query(PROCESS_ROWS);
  await owner.query(PARTY_ROWS);
  await owner.query(DUTY_ROWS, [today]);
  // What autovacuum does within minutes, so that it does not do it while we measure.
  await owner.query('VACUUM (ANALYZE) organisation, process, process_party, duty');
}
