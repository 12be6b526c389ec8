import { useEffect } from 'react';
import { useSession } from '../../api/hooks.ts';
import { instantText } from '../../parts/days.ts';

/** What only paper has: when it was printed, by which organisation, and where it is signed. */
export function PrintFoot() {
  const session = useSession().data;
  useUnfoldedPrint();
  return (
    <footer className="print-only print-foot">
      <div className="signatures">
        <p>经办人（签字）：</p>
        <p>负责人（签字）：</p>
        <p>单位（盖章）：</p>
      </div>
      <p>
        {session?.membership.organisation.name} {session?.membership.roleName} {instantText(new Date().toISOString())} 打印
      </p>
    </footer>
  );
}

/** On paper nothing can be unfolded, so everything is while it is printed. */
function useUnfoldedPrint(): void {
  useEffect(() => {
    let unfolded: HTMLDetailsElement[] = [];
    const unfold = (): void => {
      unfolded = [...document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')];
      for (const details of unfolded) details.open = true;
    };
    const fold = (): void => {
      for (const details of unfolded) details.open = false;
    };
    globalThis.addEventListener('beforeprint', unfold);
    globalThis.addEventListener('afterprint', fold);
    return () => {
      globalThis.removeEventListener('beforeprint', unfold);
      globalThis.removeEventListener('afterprint', fold);
    };
  }, []);
}
