import { Input } from 'antd';

interface TextFilterProps {
  /** What is looked for in what, to those who do not see the field. */
  label: string;
  placeholder: string;
  value: string;
  change: (text: string) => void;
  className?: string;
}

/** The field that narrows a list while one types. */
export function TextFilter({ label, placeholder, value, change, className = 'filter-text' }: TextFilterProps) {
  return (
    <Input
      allowClear
      className={className}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      onChange={({ target }) => change(target.value)}
    />
  );
}
