import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Icon } from './Icon';
import { type Bounds, keyTarget, type Landing, land, readCount } from './stepping';

export interface StepperWords {
  less: string;
  more: string;
  /** Why a value was moved, in words. */
  moved: (why: NonNullable<Landing['moved']>) => string;
}

interface StepperProps {
  label: ReactNode;
  value: number;
  bounds: Bounds;
  words: StepperWords;
  onValue: (value: number) => void;
  /** What the number means, such as how many are included; also read out with the value. */
  meaning?: string;
  hint?: ReactNode;
  inputId?: string;
}

/** A spin button: − and +, typing, arrows ±1, Page keys ±10, Home and End. The wheel does nothing. */
export function Stepper(props: StepperProps) {
  const { label, value, bounds, words, onValue, meaning, hint, inputId } = props;
  const made = useId();
  const id = inputId ?? made;
  const [typed, setTyped] = useState(String(value));
  const [note, setNote] = useState('');
  // Presses may come faster than the page is drawn: each counts from the one before.
  const latest = useRef(value);
  const drawn = useRef(value);
  if (drawn.current !== value) {
    drawn.current = value;
    latest.current = value;
  }
  // What was typed and is no allowed number yet; it is settled when the field is left.
  const unsettled = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (value === latest.current && unsettled.current === undefined) setTyped(String(value));
  }, [value]);

  const go = (wanted: number) => {
    const landing = land(wanted, bounds);
    setNote(landing.moved ? words.moved(landing.moved) : '');
    unsettled.current = undefined;
    setTyped(String(landing.value));
    if (landing.value === latest.current) return;
    latest.current = landing.value;
    onValue(landing.value);
  };

  return (
    <div className="stepper">
      <div className="stepper-label">
        <label htmlFor={id}>{label}</label>
        {hint}
      </div>
      <div className="stepper-controls">
        <button
          type="button"
          className="stepper-button"
          aria-label={words.less}
          aria-controls={id}
          disabled={value <= bounds.min}
          onClick={() => go(latest.current - bounds.step)}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          role="spinbutton"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-valuenow={value}
          aria-valuemin={bounds.min}
          aria-valuemax={bounds.max}
          aria-valuetext={meaning || undefined}
          aria-describedby={`${id}-meaning ${id}-note`}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            const count = readCount(event.currentTarget.value);
            const landing = land(count, bounds);
            // A number in progress counts as soon as it is allowed; the rest waits for the blur.
            unsettled.current = landing.moved === undefined ? undefined : event.currentTarget.value;
            if (landing.moved === undefined && landing.value !== latest.current) {
              setNote('');
              latest.current = landing.value;
              onValue(landing.value);
            }
          }}
          onBlur={() => {
            if (unsettled.current !== undefined) go(readCount(unsettled.current));
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter')
              return go(
                unsettled.current === undefined ? latest.current : readCount(unsettled.current),
              );
            const target = keyTarget(event.key, latest.current, bounds);
            if (target === undefined) return;
            event.preventDefault();
            go(target);
          }}
        />
        <button
          type="button"
          className="stepper-button"
          aria-label={words.more}
          aria-controls={id}
          disabled={value >= bounds.max}
          onClick={() => go(latest.current + bounds.step)}
        >
          <Icon name="plus" />
        </button>
      </div>
      <p className="hint stepper-meaning" id={`${id}-meaning`}>
        {meaning}
      </p>
      <p className="stepper-note" id={`${id}-note`} role="status">
        {note}
      </p>
    </div>
  );
}
