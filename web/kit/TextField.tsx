import { type ComponentProps, type ReactNode, useId } from 'react';
import { classes } from './classes';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'ref' | 'onChange'> {
  label: ReactNode;
  value: string;
  onText: (text: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: ReactNode;
}

/** A labelled input; its hint and its error are tied to it for those who listen. */
export function TextField(props: TextFieldProps) {
  const { label, value, onText, hint, error, optional, className, ...rest } = props;
  const id = useId();
  const notes = classes(hint ? `${id}-hint` : '', error ? `${id}-error` : '');
  return (
    <div className={classes('field', className)}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="optional"> {optional}</span>}
      </label>
      <input
        {...rest}
        id={id}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        onInput={(event) => onText(event.currentTarget.value)}
      />
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
