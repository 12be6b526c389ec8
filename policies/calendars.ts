import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildCalendar, type Calendar, type CalendarFile, type Region } from '../domain/calendar.ts';
import { CatalogueError } from '../domain/errors.ts';
import { CalendarFileText } from '../domain/schema/calendar.ts';
import { describeProblem, type PackProblem, parseFile, place } from './problems.ts';
import { readYaml } from './yaml.ts';

/** The calendars of all regions; `version` names their content: the national file's version and a short hash of every file. */
export interface Calendars {
  version: string;
  calendarFor(region: Region): Calendar;
}

const FOLDER = fileURLToPath(new URL('calendars', import.meta.url));

/** Reads and checks every calendar file of the folder; throws `calendar.invalid` naming file, field, value and what is allowed. */
export function loadCalendars(folder: string = FOLDER): Calendars {
  const hash = createHash('sha256');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const files = names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    hash.update(`${name}\n${text}\n`);
    return readCalendarFile(name, text);
  });
  const digest = hash.digest('hex').slice(0, 8);
  const versioned = (calendar: Calendar): Calendar => ({ ...calendar, version: `${calendar.version}-${digest}` });
  // both regions are built at once, so that a wrong file is found at start and not at the first date of its region
  const calendars: Record<Region, Calendar> = {
    CN: versioned(buildCalendar(files, 'CN')),
    'CN-64': versioned(buildCalendar(files, 'CN-64')),
  };
  return { version: calendars.CN.version, calendarFor: (region) => calendars[region] };
}

/** One calendar file from its text; throws `calendar.invalid` with every problem of the file, each with its line. */
function readCalendarFile(file: string, content: string): CalendarFile {
  const text = readYaml(content);
  if (text.problems.length > 0) throw invalid(text.problems.map((problem) => ({ file, field: '', ...problem })));
  const parsed = parseFile(CalendarFileText, text.value);
  if ('data' in parsed) return { ...parsed.data, file };
  throw invalid(parsed.problems.map((problem) => place(file, text, text.value, problem)));
}

function invalid(problems: PackProblem[]): CatalogueError {
  return new CatalogueError('calendar.invalid', `日历文件有误：${problems.map(describeProblem).join('；')}`, problems);
}
