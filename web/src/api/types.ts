import type { z } from 'zod';
import type * as bureau from '../../../domain/schema/api/bureau.ts';
import type * as command from '../../../domain/schema/api/command.ts';
import type * as directory from '../../../domain/schema/api/directory.ts';
import type * as duty from '../../../domain/schema/api/duty.ts';
import type * as operations from '../../../domain/schema/api/operations.ts';
import type * as pack from '../../../domain/schema/api/pack.ts';
import type * as tables from '../../../domain/schema/api/pack-tables.ts';
import type * as trial from '../../../domain/schema/api/pack-trial.ts';
import type * as process from '../../../domain/schema/api/process.ts';
import type * as session from '../../../domain/schema/api/session.ts';

/*
 * The API's answers as the console reads them. They are the API's own schemas, types only, so that console and API cannot drift apart.
 */

export type { ProcessKind } from '../../../domain/ids.ts';

/** One page of a keyset-paged list. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export type Session = z.output<typeof session.SessionAnswer>;
export type Membership = Session['membership'];
export type DemoAccount = z.output<typeof session.DemoAccountsAnswer>['accounts'][number];

export type DutyRow = z.output<typeof duty.DutyRow>;
export type DutyOfProcess = z.output<typeof duty.DutyOfProcess>;
export type DutyExplanation = z.output<typeof duty.DutyExplanation>;
/** The part of an explanation that a duty and a planned date share. */
export type Explanation = Pick<DutyExplanation, keyof typeof duty.explanation>;
export type TraceDay = DutyExplanation['trace'][number];
export type Worklist = z.output<typeof duty.WorklistAnswer>;
export type Bucket = keyof Worklist['counts'];

export type ProcessRow = z.output<typeof process.ProcessRow>;
export type ProcessPage = z.output<typeof process.ProcessAnswer>;
export type Action = ProcessPage['actions'][number];
export type StageOfBar = ProcessPage['stages'][number];
export type Processes = z.output<typeof process.ProcessesAnswer>;
export type Timeline = z.output<typeof process.TimelineAnswer>;
export type TimelineEntry = Timeline['items'][number];

export type Form = z.output<typeof command.FormAnswer>;
export type CommandAccepted = z.output<typeof command.CommandAccepted>;
export type CommandPending = z.output<typeof command.CommandPending>;
export type CommandOutcome = z.output<typeof command.CommandAnswer>;
export type Preview = z.output<typeof command.PreviewAnswer>;
export type PlannedDate = Preview['dates'][number];

export type OrganisationRow = z.output<typeof directory.OrganisationRow>;
export type Organisation = z.output<typeof directory.OrganisationAnswer>;
export type WorkerRow = z.output<typeof directory.WorkersAnswer>['items'][number];
export type Inbox = z.output<typeof directory.InboxAnswer>;
export type Digest = Inbox['items'][number];

export type PackRow = z.output<typeof pack.PacksAnswer>['items'][number];
export type Pack = z.output<typeof pack.PackAnswer>;
export type RuleRow = Pack['rules'][number];
export type Rule = z.output<typeof pack.RuleAnswer>;
export type Completeness = NonNullable<PackRow['completeness']>;
export type Trial = Rule['trials'][number];
export type Example = Rule['examples'][number];
export type RuleSource = z.output<typeof trial.SourceAnswer>;
export type RuleDay = z.output<typeof trial.DayAnswer>;
export type RuleVerdict = z.output<typeof trial.VerdictAnswer>;
export type Comparison = z.output<typeof tables.ComparisonAnswer>;
export type SlotOfTable = z.output<typeof tables.SlotsAnswer>['items'][number];
export type DefaultOfTable = z.output<typeof tables.DefaultsAnswer>['items'][number];

export type Operations = z.output<typeof operations.OperationsAnswer>;
export type StuckKind = z.output<typeof operations.StuckKind>;
export type StuckRow = z.output<typeof operations.StuckAnswer>['items'][number];

export type BureauBody = z.output<typeof bureau.BureauBody>;
export type BureauPreview = z.output<typeof bureau.BureauPreview>;
export type Bureau = z.output<typeof bureau.BureauAnswer>;
