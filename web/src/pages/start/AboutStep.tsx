import { Button, Form } from 'antd';
import { useMemo, useState } from 'react';
import { todayInShanghai } from '../../parts/days.ts';
import { bodyOf, type Values } from '../../parts/form/body.ts';
import { useFormSurroundings } from '../../parts/form/context.ts';
import { Fields } from '../../parts/form/Field.tsx';
import type { FieldSchema } from '../../parts/form/schema.ts';

interface AboutStepProps {
  about: Values;
  change: (about: Values) => void;
  next: () => void;
}

/** The first step: name, year, budget. */
export function AboutStep({ about, change, next }: AboutStepProps) {
  const { model } = useFormSurroundings();
  const [fields] = Form.useForm<Values>();
  const group = useMemo(() => withoutStations(model.schema), [model]);
  const [start] = useState(() => (Object.keys(about).length > 0 ? about : usual()));
  return (
    <Form<Values>
      form={fields}
      layout="vertical"
      className="form-steps"
      initialValues={start}
      scrollToFirstError={{ block: 'center', focus: true }}
      onValuesChange={(_, values) => change(values)}
      onFinish={() => {
        change(bodyOf(model, group, fields.getFieldsValue(true) as Values));
        next();
      }}
    >
      <Fields group={group} place={{ path: [], at: [] }} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit">
          下一步：选择社工站
        </Button>
      </div>
    </Form>
  );
}

/** The stations are chosen in a step of their own. */
function withoutStations(schema: FieldSchema): FieldSchema {
  const { stations: _, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

/** From October on the plan that is made is that of the coming year. */
const NEXT_YEAR_FROM_MONTH = 10;

/** What most cycles are called, in the year that is being planned. */
function usual(): Values {
  const [year = 0, month = 0] = todayInShanghai().split('-').map(Number);
  const planYear = month >= NEXT_YEAR_FROM_MONTH ? year + 1 : year;
  return { planYear, title: `${planYear}年乡镇社工站购买服务` };
}
