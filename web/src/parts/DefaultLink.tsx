import { Link } from 'react-router';

const NUMBER = /([QC]-\d{1,2})/;

/** The address of a default in the list of defaults. */
function defaultPath(id: string): string {
  return `/policies/defaults?id=${encodeURIComponent(id)}`;
}

/** 默认值: a value that no clause gives, with the way to its reason. */
export function DefaultLink({ id }: { id: string }) {
  return <Link to={defaultPath(id)} className="default-link">{`默认值 (${id})`}</Link>;
}

/** A text in which every number of a default leads to it. */
export function DefaultText({ text }: { text: string }) {
  return (
    <>
      {text.split(NUMBER).map((part, index) =>
        NUMBER.test(part) ? (
          // The index is the key: a text never changes its order
          <Link key={index} to={defaultPath(part)} className="default-link">
            {part}
          </Link>
        ) : (
          part
        ),
      )}
    </>
  );
}
