import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes';

export interface Option {
  value: string;
  text: string;
}

interface SelectProps extends Omit<ComponentProps<'select'>, 'ref' | 'onChange'> {
  label: ReactNode;
  value: string;
  options: Option[];
  onPick: (value: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
}

/** The native select: it works on every phone and with every reader. */
export function Select(props: SelectProps) {
  const { label, value, options, onPick, hint, error, className, ...rest } = props;
  const id = useId();
  const notes = classes(hint ? `${id}-hint` : '', error ? `${id}-error` : '');
  return (
    <div className={classes('field', className)}>
      <label htmlFor={id}>{label}</label>
      <select
        {...rest}
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
