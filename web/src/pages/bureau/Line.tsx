import { Form, Input } from 'antd';
import type { ReactNode } from 'react';

interface LineProps {
  id: string;
  label: ReactNode;
  value: string;
  change: (value: string) => void;
  problems?: string[] | undefined;
  required?: boolean;
  hint?: ReactNode;
  placeholder?: string;
}

/** One line of text with its label and what is wrong with it. */
export function Line({ id, label, value, change, problems, required = false, hint, placeholder }: LineProps) {
  return (
    <Labelled id={id} label={label} problems={problems} required={required} hint={hint}>
      <Input
        id={id}
        value={value}
        maxLength={120}
        {...(placeholder !== undefined && { placeholder })}
        aria-invalid={problems !== undefined}
        onChange={({ target }) => change(target.value)}
      />
    </Labelled>
  );
}

/** A control with its label and what is wrong with it. */
export function Labelled({
  id,
  label,
  problems,
  required = false,
  hint,
  children,
}: Pick<LineProps, 'id' | 'label' | 'problems' | 'required' | 'hint'> & { children: ReactNode }) {
  return (
    <Form.Item
      layout="vertical"
      label={label}
      htmlFor={id}
      required={required}
      extra={hint}
      {...(problems && { validateStatus: 'error', help: problems.join('；') })}
    >
      {children}
    </Form.Item>
  );
}
