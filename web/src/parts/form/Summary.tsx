import type { ReactNode } from 'react';
import { useOrganisation, useWorkers } from '../../api/hooks.ts';
import { itemsOf } from '../../api/paging.ts';
import { dayText } from '../why/counting.ts';
import type { Values } from './body.ts';
import { useFormSurroundings } from './context.ts';
import { choicesOf, type FieldSchema, type FormModel, fieldsOf, isVoid, kindOf, plain } from './schema.ts';

/** What will be handed in, in words, for the last look before it is confirmed. */
export function Summary({ group, values }: { group: FieldSchema; values: Values }) {
  const { model } = useFormSurroundings();
  const shown = fieldsOf(group).filter(({ name, field }) => !isVoid(model, name, field) && !isNothing(values[name]));
  if (shown.length === 0) return <p className="hint">这项操作不需要填写内容。</p>;
  return (
    <dl className="summary">
      {shown.map(({ name, field }) => (
        <div key={name}>
          <dt>{field.title ?? name}</dt>
          <dd>
            <Value name={name} field={plain(field)} value={values[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function Value({ name, field, value }: { name: string; field: FieldSchema; value: unknown }): ReactNode {
  const { model } = useFormSurroundings();
  if (Array.isArray(value)) return <Several name={name} field={field} values={value} />;
  if (typeof value === 'object' && value !== null) return <Summary group={field} values={value as Values} />;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number')
    return kindOf(field) === 'money' ? `${value.toLocaleString('zh-CN', { minimumFractionDigits: 2 })} 元` : value;
  return <Text name={name} field={field} text={String(value)} model={model} />;
}

function Several({ name, field, values }: { name: string; field: FieldSchema; values: readonly unknown[] }) {
  const { model } = useFormSurroundings();
  const offered = kindOf(field) === 'checks' ? choicesOf(model, name, field).length : 0;
  const documents = kindOf(field) === 'documents';
  return (
    <>
      {offered > 0 && (
        <p className="hint">
          {values.length < offered ? `勾选了 ${values.length} 项，还有 ${offered - values.length} 项没有勾选` : '全部勾选'}
        </p>
      )}
      <ol className="summary-list">
        {values.map((value, index) => (
          // The index is the key: the list stands still while it is looked at
          <li key={index}>
            {documents ? Object.values(value ?? {}).join('，') : <Value name={name} field={itemOf(field)} value={value} />}
          </li>
        ))}
      </ol>
    </>
  );
}

/** Widget and slot of a list hold for its items. */
function itemOf({ widget, slot, items }: FieldSchema): FieldSchema {
  return { ...(widget && { widget }), ...(slot && { slot }), ...items };
}

function Text({ name, field, text, model }: { name: string; field: FieldSchema; text: string; model: FormModel }) {
  const choice = choicesOf(model, name, field).find(({ value }) => value === text);
  if (choice) return choice.label;
  switch (kindOf(field)) {
    case 'date':
      return dayText(text);
    case 'organisation':
      return <OrganisationName id={text} />;
    case 'worker':
      return <WorkerName id={text} />;
    default:
      return <span className="as-typed">{text}</span>;
  }
}

function OrganisationName({ id }: { id: string }) {
  const { data } = useOrganisation(id);
  return data?.name ?? '正在读取…';
}

function WorkerName({ id }: { id: string }) {
  const { employerId } = useFormSurroundings();
  const { data } = useWorkers({ limit: 200, ...(employerId && { employerId }) });
  return itemsOf(data).find((worker) => worker.id === id)?.name ?? '已选定的社工';
}
