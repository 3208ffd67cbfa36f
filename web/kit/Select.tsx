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
  error?: ReactNode;
}

/** The native select: it works on every phone and with every reader. */
export function Select({ label, value, options, onPick, error, className, ...rest }: SelectProps) {
  const id = useId();
  return (
    <div className={classes('field', className)}>
      <label htmlFor={id}>{label}</label>
      <select
        {...rest}
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onPick(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
