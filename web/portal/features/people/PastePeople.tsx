import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../../kit/Button';
import { Icon, type IconName } from '../../../kit/Icon';
import { TextArea } from '../../../kit/TextArea';
import type { TextKey } from '../../../text/language';
import { useTexts } from '../../../text/Texts';
import { type PastedPerson, parsePeople } from '../../state/pastedPeople';

/** So many verdicts are read at most; whatever was refused stays among the lines. */
const shownVerdicts = 100;

export interface Verdict {
  line: string;
  isGood: boolean;
  code: string;
  text: string;
}

interface PasteWords {
  label: TextKey;
  hint: TextKey;
  /** With how many. */
  submit: TextKey;
  /** With how many it worked for, and for how many it did not. */
  outcome: TextKey;
  placeholder: string;
  icon: IconName;
}

const adding: PasteWords = {
  label: 'people.paste',
  hint: 'people.paste_hint',
  submit: 'people.add_count',
  outcome: 'people.outcome',
  placeholder: 'Ana Ruiz <ana@example.com>\nbo@example.com;Bo;Li;Designer',
  icon: 'plus',
};

interface PastePeopleProps {
  /** What is said of what happens to them, where they are not added. */
  words?: PasteWords;
  /** What becomes of each person, in their order. */
  ask: (people: PastedPerson[], onProgress: (at: number) => void) => Promise<Verdict[]>;
  /** Between the lines and the button. */
  children?: ReactNode;
  /** Under the verdicts. */
  after?: (verdicts: Verdict[]) => ReactNode;
}

/** Many people, one per line; what was refused stays to be put right. */
export function PastePeople({ words = adding, ask, children, after }: PastePeopleProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [done, setDone] = useState<Verdict[]>([]);
  const [running, setRunning] = useState<{ at: number; of: number }>();
  const outcome = useRef<HTMLDivElement>(null);
  const people = parsePeople(text);
  useEffect(() => {
    if (done.length > 0) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);

  const send = async () => {
    const of = people.length;
    setRunning({ at: 0, of });
    const verdicts = await ask(people, (at) => setRunning({ at, of }));
    setRunning(undefined);
    setDone(verdicts);
    setText(verdicts.flatMap(({ isGood, line }) => (isGood ? [] : [line])).join('\n'));
  };

  const good = done.filter(({ isGood }) => isGood).length;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!running && people.length > 0) void send();
      }}
    >
      <TextArea
        name="people"
        label={t(words.label)}
        value={text}
        rows={6}
        maxLength={500_000}
        spellCheck={false}
        readOnly={running !== undefined}
        placeholder={words.placeholder}
        onText={setText}
      />
      <p className="hint">{t(words.hint)}</p>
      {children}
      <div className="row wrap gap-s">
        <Button
          type="submit"
          look="primary"
          icon={words.icon}
          busy={running !== undefined}
          disabled={people.length === 0}
        >
          {t(words.submit, { count: people.length })}
        </Button>
        <span className="muted small" role="status">
          {running && t('people.progress', { at: running.at, of: running.of })}
        </span>
      </div>
      {done.length > 0 && !running && (
        <div ref={outcome} className="stack gap-s">
          <p role="status">
            <strong>{t(words.outcome, { good, bad: done.length - good })}</strong>
          </p>
          <ul className="plain-list verdicts">
            {done.slice(0, shownVerdicts).map(({ line, isGood, text: said }, at) => (
              <li key={`${at} ${line}`} className={isGood ? 'verdict good' : 'verdict bad'}>
                <Icon name={isGood ? 'check' : 'warning'} size={18} />
                <span className="verdict-text">
                  <span className="verdict-line">{line}</span>
                  <span className="small">{said}</span>
                </span>
              </li>
            ))}
          </ul>
          {done.length > shownVerdicts && (
            <p className="muted small">
              {t('people.more_verdicts', { count: done.length - shownVerdicts })}
            </p>
          )}
          {after?.(done)}
        </div>
      )}
    </form>
  );
}
