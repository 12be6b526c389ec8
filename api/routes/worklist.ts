import { addWorkingDays } from '../../domain/calendar.ts';
import { WorklistAnswer, WorklistQuery } from '../../domain/schema/api/duty.ts';
import { presentDuty } from '../presenters/duty.ts';
import { countDuties, listDuties } from '../queries/duties.ts';
import { ok, type Route, route } from '../route.ts';
import { calendarOf } from '../services.ts';

/** A duty is soon due within so many working days, today included. */
const SOON_WORKING_DAYS = 5;

/** What must I do today: duties of the caller's organisation, and those that it waits for. */
export const worklistRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/worklist',
      id: 'getWorklist',
      summary: '工作台：逾期、临近、待我办理、等待他方的义务',
      tag: '工作台',
      query: WorklistQuery,
      answers: { 200: WorklistAnswer },
    },
    async ({ caller, query }, services) => {
      const soonUntil = addWorkingDays(calendarOf(services, caller.region), caller.today, SOON_WORKING_DAYS);
      const [page, counts] = await Promise.all([
        listDuties(services.database, caller, query.bucket, soonUntil, query),
        countDuties(services.database, caller, soonUntil),
      ]);
      return ok({ items: page.items.map((duty) => presentDuty(duty, caller, services)), next: page.next, counts });
    },
  ),
];
