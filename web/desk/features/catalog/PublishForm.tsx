import { useState } from 'react';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { type Movement, usePublish, type WrittenVersion } from '../../state/catalogQueries';
import { MovementCards } from './MovementCards';

/** From when it holds, and what becomes of those who bought before. */
export function PublishForm({ version, isKept }: { version: WrittenVersion; isKept: boolean }) {
  const { t } = useTexts();
  const say = useToast();
  const [from, setFrom] = useState('');
  const [movement, setMovement] = useState<Movement>('at_renewal');
  const publish = usePublish();
  const hasMistakes = version.mistakes.length > 0;
  return (
    <section className="card stack" aria-labelledby="publish">
      <h2 id="publish">{t('catalog.publish')}</h2>
      {hasMistakes && <p className="muted">{t('catalog.publish_after_mistakes')}</p>}
      {!hasMistakes && !isKept && <p className="muted">{t('catalog.publish_after_saving')}</p>}
      {!hasMistakes && isKept && (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            publish.mutate(
              { version, from, movement },
              { onSuccess: () => say(t('catalog.published_done')) },
            );
          }}
        >
          <TextField
            type="date"
            name="from"
            label={t('catalog.publish_from')}
            hint={t('catalog.publish_from_hint')}
            value={from}
            onText={setFrom}
          />
          <MovementCards value={movement} onPick={setMovement} />
          {publish.error && <DeskProblem error={publish.error} onRetry={() => publish.reset()} />}
          <div>
            <Button type="submit" look="primary" busy={publish.isPending}>
              {t('catalog.publish')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
