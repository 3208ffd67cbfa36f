import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from '../../kit/Button';
import { TextArea } from '../../kit/TextArea';
import { useTexts } from '../../text/Texts';
import { useIntent } from '../state/useIntent';
import { ProblemBanner } from './ProblemBanner';

interface SayFormProps {
  name: string;
  label: string;
  /** What is said where nothing was written. */
  nothing: string;
  submit: string;
  /** Sends the words under a key that is the same however often they are sent. */
  send: (words: string, key: string) => Promise<unknown>;
  onSettled: () => void;
  /** Between the words and the button. */
  children?: ReactNode;
}

/** A field for some words, and its button: what could not be sent stays in the field. */
export function SayForm({ name, label, nothing, submit, send, onSettled, children }: SayFormProps) {
  const { t } = useTexts();
  const intent = useIntent();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const say = useMutation({
    mutationFn: (words: string) => send(words, intent.key()),
    onSuccess: () => setText(''),
    onSettled: (_done, error) => {
      intent.settle(error);
      onSettled();
    },
  });
  return (
    <form
      className="stack gap-s"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const words = text.trim();
        setMissing(!words);
        if (words) say.mutate(words);
      }}
    >
      <TextArea
        label={label}
        name={name}
        value={text}
        maxLength={5000}
        onText={setText}
        error={missing && !text.trim() ? nothing : undefined}
      />
      {children}
      {say.error && <ProblemBanner error={say.error}>{t('problem.kept')}</ProblemBanner>}
      <div>
        <Button type="submit" busy={say.isPending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
