-- Rights of the API: it reads the case tables, writes commands and its own sessions, adds bureaus, and nothing else.
-- Run by the owner after every migration; safe to run again.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'luyue_api') THEN
    CREATE ROLE luyue_api NOLOGIN;
  END IF;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM luyue_api;
GRANT USAGE ON SCHEMA public TO luyue_api;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO luyue_api;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO luyue_api;

-- The ledger: a row is written once; afterwards the API may only note that it was delivered.
GRANT INSERT ON command TO luyue_api;
GRANT UPDATE (delivered_at, attempts) ON command TO luyue_api;

-- Its own: who is signed in, attempts to sign in, who read personal data, what was read in the inbox.
GRANT INSERT, UPDATE, DELETE ON session TO luyue_api;
GRANT INSERT, DELETE ON sign_in_attempt TO luyue_api;
GRANT INSERT ON access_log TO luyue_api;
GRANT UPDATE (read_at) ON notification TO luyue_api;

-- A new bureau: rows are added, never changed; no organisation with a clock of its own, no demo account.
GRANT INSERT (id, name, level, parent_id, pack_id, region, facts) ON organisation TO luyue_api;
GRANT INSERT (id, name) ON person TO luyue_api;
GRANT INSERT (person_id, login, password_hash) ON account TO luyue_api;
GRANT INSERT (id, person_id, organisation_id, role) ON membership TO luyue_api;
