import { useEffect, useRef, useState } from 'react';
import { useBureauPreview, useSetUpBureau } from '../../api/bureaus.ts';
import { newKey, type Problem } from '../../api/client.ts';
import { usePack } from '../../api/hooks.ts';
import type { Bureau, BureauPreview } from '../../api/types.ts';
import { asProblem } from '../../parts/Problem.tsx';
import { bodyOf } from './accounts.ts';
import { dropPlan } from './draft.ts';
import { draftingOf } from './plan.ts';
import { placedProblems, stepOf } from './problems.ts';
import { usePlan } from './usePlan.ts';

const ACCOUNTS = 2;
const CHECK = 3;
const DONE = 4;
const INVALID = 422;

/** True while nobody knows whether the server took it: sent again with the same key it is done once. */
function isOpenEnded({ status }: Problem): boolean {
  return status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
}

/** The state of the guided form: the plan, the step, what is wrong, and what the server says of it. */
export function useSetUp(membershipId: string) {
  const { plan, ...planning } = usePlan(membershipId);
  const [step, setStep] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const [wrong, setWrong] = useState<ReadonlyMap<string, string[]>>(new Map());
  const [seen, setSeen] = useState<BureauPreview>();
  const [bureau, setBureau] = useState<Bureau>();
  const last = useRef<{ text: string; key: string }>(undefined);
  const pack = usePack(plan.packId ?? '', plan.packId !== undefined);
  const preview = useBureauPreview();
  const setting = useSetUpBureau();
  const drafting = draftingOf(plan, pack.data?.levels ?? []);
  const acting = seen?.acting ?? [];

  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    globalThis.scrollTo({ top: 0 });
  }, [step, wrong]);

  /** Shows what is wrong where it was typed, and goes to the first step at which it can be mended. */
  function show(problems: Problem['fields'], found?: Problem): void {
    setWrong(placedProblems(problems, drafting));
    setProblem(found);
    setStep(problems.length > 0 ? stepOf(problems) : step);
  }

  function failed(error: unknown): void {
    const found = asProblem(error);
    // What is wrong with fields is told at the fields.
    if (found.status === INVALID && found.fields.length > 0) show(found.fields);
    else show([], found);
  }

  /** From the organisations to the accounts, or from the accounts to the last look: whatever is wrong up to there keeps back. */
  async function look(next: typeof ACCOUNTS | typeof CHECK): Promise<void> {
    const withAccounts = next === CHECK;
    const body = bodyOf(plan, acting, drafting);
    try {
      const found = await preview.mutateAsync(withAccounts ? body : { ...body, accounts: [] });
      const counting = found.problems.filter(({ field }) => withAccounts || !field.startsWith('accounts'));
      setSeen(found);
      if (counting.length > 0) return show(counting);
      setWrong(new Map());
      setProblem(undefined);
      setStep(next);
    } catch (error) {
      failed(error);
    }
  }

  async function confirm(): Promise<void> {
    const body = bodyOf(plan, acting, drafting);
    const text = JSON.stringify(body);
    if (last.current?.text !== text) last.current = { text, key: newKey() };
    try {
      setBureau(await setting.mutateAsync({ body, key: last.current.key }));
      setting.reset();
      dropPlan(membershipId);
      setProblem(undefined);
      setStep(DONE);
    } catch (error) {
      if (!isOpenEnded(asProblem(error))) last.current = undefined;
      failed(error);
    }
  }

  const busy = preview.isPending || setting.isPending;
  const state = { plan, step, problem, wrong, seen, bureau, pack, drafting, acting, busy };
  return { ...state, ...planning, goTo: setStep, look, confirm };
}
