import { Button, Checkbox, DatePicker, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import type { FieldSchema } from './schema.ts';

/** What Ant Design's form hands to the control of a field. */
export interface Control<Value> {
  id?: string;
  value?: Value;
  onChange?: (value: Value | undefined) => void;
}

const DAY = 'YYYY-MM-DD';
/** More choices than this are offered in a list that opens. */
const CHOICES_SHOWN = 6;
/** From so many items on, all can be ticked at once. */
const MANY_ITEMS = 5;

/** A calendar day as text, `2026-11-26`. */
export function DateInput({ id, value, onChange }: Control<string>) {
  return (
    <DatePicker
      {...(id !== undefined && { id })}
      className="date-input"
      format={DAY}
      placeholder="年-月-日"
      value={value ? dayjs(value, DAY) : null}
      onChange={(day) => onChange?.(day?.format(DAY))}
      onKeyDown={(event) => {
        // Enter takes the typed day; it does not hand in the form.
        if (event.key === 'Enter') event.preventDefault();
      }}
    />
  );
}

/** A number, or an amount of money with separators. */
export function NumberInput({ id, value, onChange, field, money = false }: Control<number> & { field: FieldSchema; money?: boolean }) {
  return (
    <InputNumber<number>
      {...(id !== undefined && { id })}
      {...(value !== undefined && { value })}
      {...(money && { suffix: '元', formatter: separated, parser: joined })}
      {...(field.minimum !== undefined && { min: field.minimum })}
      {...(field.maximum !== undefined && { max: field.maximum })}
      precision={field.type === 'integer' ? 0 : 2}
      controls={false}
      className={money ? 'money-input' : 'number-input'}
      inputMode="decimal"
      onChange={(number) => onChange?.(number ?? undefined)}
    />
  );
}

function separated(value: number | string | undefined): string {
  const [whole = '', cents] = String(value ?? '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === undefined ? grouped : `${grouped}.${cents}`;
}

function joined(text: string | undefined): number {
  return Number((text ?? '').replaceAll(',', ''));
}

interface Choices {
  choices: readonly { value: string; label: string }[];
}

/** One of several. */
export function ChoiceInput({ id, value, onChange, choices }: Control<string> & Choices) {
  if (choices.length > CHOICES_SHOWN) {
    return (
      <Select
        {...(id !== undefined && { id })}
        value={value ?? null}
        onChange={(chosen) => onChange?.(chosen ?? undefined)}
        options={[...choices]}
        placeholder="请选择"
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
      />
    );
  }
  return (
    <Radio.Group
      {...(id !== undefined && { id })}
      value={value}
      onChange={({ target }) => onChange?.(String(target.value))}
      options={[...choices]}
      vertical
    />
  );
}

/** The items of a checklist that are there. */
export function ChecksInput({ id, value = [], onChange, choices }: Control<string[]> & Choices) {
  const all = choices.length === value.length;
  return (
    <div className="checks">
      {choices.length >= MANY_ITEMS && (
        <p className="checks-head">
          已勾选 {value.length} / {choices.length}
          <Button type="link" size="small" onClick={() => onChange?.(all ? [] : choices.map((one) => one.value))}>
            {all ? '全部取消' : '全部勾选'}
          </Button>
        </p>
      )}
      <Checkbox.Group {...(id !== undefined && { id })} value={value} onChange={(codes) => onChange?.(codes)} options={[...choices]} />
    </div>
  );
}

/** Yes or no; nothing is taken for granted where an answer is required. */
export function YesNoInput({ id, value, onChange, required, label }: Control<boolean> & { required: boolean; label: string }) {
  if (!required) {
    return (
      <Checkbox
        {...(id !== undefined && { id })}
        checked={value === true}
        onChange={({ target }) => onChange?.(target.checked || undefined)}
      >
        {label}
      </Checkbox>
    );
  }
  const options = [
    { value: true, label: '是' },
    { value: false, label: '否' },
  ];
  return (
    <Radio.Group
      {...(id !== undefined && { id })}
      value={value}
      onChange={({ target }) => onChange?.(target.value === true)}
      options={options}
    />
  );
}
