/** One choice of a list of chips. */
interface Choice {
  value: string;
  name: string;
  /** How many things it stands for; nothing is said where it is absent. */
  count?: number;
}

/** A choice of one, or of none, that shows all it offers; choosing again what is chosen lifts it. */
export function Chips({
  label,
  choices,
  chosen,
  choose,
}: {
  label: string;
  choices: readonly Choice[];
  chosen: string;
  choose: (value: string) => void;
}) {
  return (
    <fieldset className="chips">
      <legend>{label}</legend>
      {choices.map(({ value, name, count }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === chosen}
          disabled={count === 0 && value !== chosen}
          onClick={() => choose(value === chosen ? '' : value)}
        >
          {name}
          {count !== undefined && <span className="chip-count">{count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
