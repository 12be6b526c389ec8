/** What is wrong with a part of the form that is no single field. */
export function Errors({ of = [] }: { of?: readonly string[] | undefined }) {
  if (of.length === 0) return null;
  return (
    <div className="bureau-errors" role="alert">
      {of.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  );
}
