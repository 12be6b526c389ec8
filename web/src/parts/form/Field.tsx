import { Checkbox, Form, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormSurroundings, useProblemAt } from './context.ts';
import { ChecksInput, ChoiceInput, DateInput, NumberInput, YesNoInput } from './inputs.tsx';
import { ListField } from './ListField.tsx';
import { OrganisationInput, OrganisationsInput, WorkerInput } from './people.tsx';
import { choicesOf, type FieldSchema, fieldsOf, isVoid, kindOf, type Place, plain } from './schema.ts';

/** The fields of a body or of a group in it; what this policy leaves nothing to fill in is not shown. */
export function Fields({ group, place, rowKey }: { group: FieldSchema; place: Place; rowKey?: string | undefined }) {
  const { model } = useFormSurroundings();
  const shown = fieldsOf(group).filter(({ name, field }) => name !== rowKey && !isVoid(model, name, field));
  return (
    <>
      {shown.map(({ name, field, required }) => (
        <Field
          key={name}
          name={name}
          field={plain(field)}
          // A fixed row may stay empty: it is then left out.
          required={required && rowKey === undefined}
          place={{ path: [...place.path, name], at: [...place.at, name] }}
        />
      ))}
    </>
  );
}

interface FieldProps {
  name: string;
  field: FieldSchema;
  required: boolean;
  place: Place;
}

function Field(props: FieldProps) {
  const kind = kindOf(props.field);
  if (kind === 'group') return <Group {...props} />;
  if (kind === 'list' || kind === 'documents')
    return <ListField {...props} row={(group, place, rowKey) => <Fields group={group} place={place} rowKey={rowKey} />} />;
  return <Leaf {...props} />;
}

function Leaf({ name, field, required, place }: FieldProps) {
  const problem = useProblemAt(place.path);
  const kind = kindOf(field);
  const title = field.title ?? name;
  const asked = required && kind !== 'checks';
  const chosen = ['date', 'organisation', 'worker', 'choice', 'yes-no'].includes(kind);
  const labelled = !(kind === 'yes-no' && !required);
  return (
    <Form.Item
      name={[...place.at]}
      {...(labelled && { label: title })}
      extra={field.description}
      {...(asked && {
        rules: [{ required: true, message: `${chosen ? '请选择' : '请填写'}${title}`, ...(kind === 'text' && { whitespace: true }) }],
      })}
      {...(problem !== undefined && { help: problem, validateStatus: 'error' as const })}
    >
      <LeafInput name={name} field={field} required={required} title={title} />
    </Form.Item>
  );
}

/** The control of a leaf; Ant Design's form hands it `id`, `value` and `onChange`. */
function LeafInput({
  name,
  field,
  required,
  title,
  ...control
}: {
  name: string;
  field: FieldSchema;
  required: boolean;
  title: string;
}): ReactNode {
  const { model } = useFormSurroundings();
  switch (kindOf(field)) {
    case 'date':
      return <DateInput {...control} />;
    case 'money':
      return <NumberInput {...control} field={field} money />;
    case 'number':
      return <NumberInput {...control} field={field} />;
    case 'organisation':
      // A field with choices of its own takes one of these and no other.
      return model.options[name] ? (
        <ChoiceInput {...control} choices={choicesOf(model, name, field)} />
      ) : (
        <OrganisationInput {...control} name={name} />
      );
    case 'organisations':
      return model.options[name] ? (
        <ChecksInput {...control} choices={choicesOf(model, name, field)} />
      ) : (
        <OrganisationsInput {...control} name={name} />
      );
    case 'worker':
      return <WorkerInput {...control} />;
    case 'checks':
      return <ChecksInput {...control} choices={choicesOf(model, name, field)} />;
    case 'choice':
      return <ChoiceInput {...control} choices={choicesOf(model, name, field)} />;
    case 'yes-no':
      return <YesNoInput {...control} required={required} label={title} />;
    case 'long-text':
      return <Input.TextArea {...control} maxLength={field.maxLength ?? 2_000} showCount autoSize={{ minRows: 3, maxRows: 10 }} />;
    default: {
      const choices = choicesOf(model, name, field);
      return choices.length > 0 ? (
        <ChoiceInput {...control} choices={choices} />
      ) : (
        <Input {...control} maxLength={field.maxLength ?? 200} />
      );
    }
  }
}

/** Fields that belong together. A group that may be left out is opened by its own tick. */
function Group({ name, field, required, place }: FieldProps) {
  const form = Form.useFormInstance();
  const problem = useProblemAt(place.path);
  const [wanted, setWanted] = useState(() => required || form.getFieldValue([...place.path]) !== undefined);
  const open = wanted || problem !== undefined;
  const title = field.title ?? name;
  return (
    <fieldset className="field-group">
      <legend className={required ? undefined : 'unseen'}>{title}</legend>
      {!required && (
        <Checkbox
          checked={open}
          onChange={({ target }) => {
            setWanted(target.checked);
            form.setFieldValue([...place.path], target.checked ? {} : undefined);
          }}
        >
          {title}
        </Checkbox>
      )}
      {field.description && <p className="hint">{field.description}</p>}
      {problem !== undefined && <Form.ErrorList errors={[problem]} />}
      {open && <Fields group={field} place={place} />}
    </fieldset>
  );
}
