import { type ReactNode, useRef, useState } from 'react';
import { Button } from '../../kit/Button';
import type { IconName } from '../../kit/Icon';
import { TextField } from '../../kit/TextField';
import { useTexts } from '../../text/Texts';

export interface Person {
  first_name: string;
  last_name: string;
  email: string;
  position: string;
}

type Field = keyof Person;

const nobody: Person = { first_name: '', last_name: '', email: '', position: '' };

interface PersonFormProps {
  start?: Person;
  needed: readonly Field[];
  /** What cannot be changed here, and why. */
  fixed?: Partial<Record<Field, string>>;
  /** What the service said of a field. */
  errors: Partial<Record<Field, string | undefined>>;
  submit: string;
  icon?: IconName;
  busy: boolean;
  /** `done` makes the form ready for the next person. */
  onSend: (person: Person, done: () => void) => void;
  /** In the grid, after the fields. */
  more?: ReactNode;
  /** Between the fields and the button. */
  children?: ReactNode;
  /** Beside the button. */
  beside?: ReactNode;
}

/** Name, address and position of one person; what is needed and missing is said at its field. */
export function PersonForm(props: PersonFormProps) {
  const {
    start = nobody,
    needed,
    fixed,
    errors,
    submit,
    icon,
    busy,
    onSend,
    more,
    children,
  } = props;
  const { t } = useTexts();
  const form = useRef<HTMLFormElement>(null);
  const [person, setPerson] = useState(start);
  const [tried, setTried] = useState(false);
  const isMissing = (name: Field) => needed.includes(name) && !person[name].trim();

  const focus = (name: string) =>
    form.current?.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus();
  const send = () => {
    setTried(true);
    const lacking = (['first_name', 'last_name', 'email', 'position'] as const).find(isMissing);
    if (lacking) return focus(lacking);
    onSend(person, () => {
      setPerson(start);
      setTried(false);
      focus('first_name');
    });
  };
  const field = (name: Field) => ({
    name,
    value: person[name],
    onText: (text: string) => setPerson({ ...person, [name]: text }),
    error: tried && isMissing(name) ? t('people.missing') : errors[name],
    optional: needed.includes(name) || fixed?.[name] ? undefined : t('billing.optional'),
    hint: fixed?.[name],
    readOnly: fixed?.[name] !== undefined,
    autoComplete: 'off',
  });
  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) send();
      }}
    >
      <div className="form-grid">
        <TextField {...field('first_name')} label={t('people.first_name')} maxLength={100} />
        <TextField {...field('last_name')} label={t('people.last_name')} maxLength={100} />
        <TextField {...field('email')} type="email" label={t('people.email')} maxLength={254} />
        <TextField {...field('position')} label={t('people.position')} maxLength={100} />
        {more}
      </div>
      {children}
      <div className="row wrap gap-s">
        <Button type="submit" look="primary" {...(icon && { icon })} busy={busy}>
          {submit}
        </Button>
        {props.beside}
      </div>
    </form>
  );
}
