import { type ReactNode, useEffect } from 'react';

/** The head of a page: its one heading, what stands beside it, what stands below it. Names the browser's tab too. */
export function PageHead({ title, note, extra, children }: { title: string; note?: ReactNode; extra?: ReactNode; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} - 履约`;
  }, [title]);
  return (
    <header className="page-head">
      <div className="page-head-line">
        <h1>{title}</h1>
        {note && <span className="page-head-note">{note}</span>}
        {extra && <div className="page-head-extra">{extra}</div>}
      </div>
      {children}
    </header>
  );
}
