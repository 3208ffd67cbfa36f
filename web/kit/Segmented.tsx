import { type ReactNode, useId } from 'react';

interface Choice<T extends string> {
  value: T;
  text: ReactNode;
}

interface SegmentedProps<T extends string> {
  legend: string;
  value: T;
  choices: Choice<T>[];
  onPick: (value: T) => void;
}

/** Two or three radio buttons side by side: arrows move, one is always chosen. */
export function Segmented<T extends string>({ legend, value, choices, onPick }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="segment">
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onPick(choice.value)}
          />
          <span>{choice.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
