import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form } from 'antd';
import type { ReactNode } from 'react';
import { useFormSurroundings, useProblemAt } from './context.ts';
import { choicesOf, type FieldSchema, kindOf, type Place, rowKeyOf } from './schema.ts';

interface ListFieldProps {
  name: string;
  field: FieldSchema;
  place: Place;
  /** Draws the fields of one row; handed in, because rows hold fields and fields hold rows. */
  row: (items: FieldSchema, place: Place, rowKey: string | undefined) => ReactNode;
}

/** Several of the same: documents, scores of stations. A list over a checklist has one fixed row for each of its entries. */
export function ListField({ name, field, place, row: drawRow }: ListFieldProps) {
  const problem = useProblemAt(place.path);
  const least = field.minItems ?? 0;
  const isDocuments = kindOf(field) === 'documents';
  const rowKey = rowKeyOf(field);
  const title = field.title ?? name;
  const enough = {
    validator: (_: unknown, rows: unknown[] | undefined) =>
      (rows ?? []).length >= least ? Promise.resolve() : Promise.reject(new Error(`请填写${title}`)),
  };
  return (
    <fieldset className={isDocuments ? 'field-list field-documents' : 'field-list'}>
      <legend>
        {title}
        {least > 0 && <span className="asked" aria-hidden="true" />}
      </legend>
      {field.description && <p className="hint">{field.description}</p>}
      <Form.List name={[...place.at]} rules={least > 0 ? [enough] : []}>
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row) => (
              <div className={rowKey === undefined ? 'field-row' : 'field-row field-row-fixed'} key={row.key}>
                {rowKey !== undefined && <RowName path={[...place.path, row.name, rowKey]} rowKey={rowKey} list={field} />}
                <div className="field-row-fields">
                  {drawRow(field.items ?? {}, { path: [...place.path, row.name], at: [row.name] }, rowKey)}
                </div>
                {rowKey === undefined && (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={`删除第 ${row.name + 1} 项${title}`}
                    title="删除这一项"
                    onClick={() => remove(row.name)}
                  />
                )}
              </div>
            ))}
            {rowKey === undefined && (
              <Button type="dashed" icon={<PlusOutlined aria-hidden />} onClick={() => add({})}>
                {isDocuments ? '添加一份材料' : `添加一项${title}`}
              </Button>
            )}
            <Form.ErrorList errors={problem === undefined ? errors : [...errors, problem]} />
          </>
        )}
      </Form.List>
    </fieldset>
  );
}

/** What the row of a fixed list is about. */
function RowName({ path, rowKey, list }: { path: (string | number)[]; rowKey: string; list: FieldSchema }) {
  const { model } = useFormSurroundings();
  const form = Form.useFormInstance();
  const code: unknown = form.getFieldValue(path);
  const choices = choicesOf(model, rowKey, list.items?.properties?.[rowKey] ?? {});
  return <p className="field-row-name">{choices.find(({ value }) => value === code)?.label ?? String(code)}</p>;
}
