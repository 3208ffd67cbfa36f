import { type ReactNode, useId } from 'react';

interface CheckboxProps {
  checked: boolean;
  onCheck: (checked: boolean) => void;
  children: ReactNode;
  error?: ReactNode;
  inputId?: string;
}

export function Checkbox({ checked, onCheck, children, error, inputId }: CheckboxProps) {
  const made = useId();
  const id = inputId ?? made;
  return (
    <div className="checkbox">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onCheck(event.currentTarget.checked)}
      />
      <label htmlFor={id}>{children}</label>
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
