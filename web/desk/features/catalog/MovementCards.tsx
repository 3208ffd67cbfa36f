import { RadioCards } from '../../../kit/RadioCards';
import { useTexts } from '../../../text/Texts';
import type { Movement } from '../../state/catalogQueries';

interface MovementCardsProps {
  value: Movement;
  onPick: (movement: Movement) => void;
}

/** What becomes of those who bought before. */
export function MovementCards({ value, onPick }: MovementCardsProps) {
  const { t } = useTexts();
  return (
    <RadioCards
      legend={t('catalog.movement')}
      value={value}
      cards={[
        {
          value: 'at_renewal',
          title: t('catalog.at_renewal'),
          content: t('catalog.moved_at_renewal'),
        },
        { value: 'never', title: t('catalog.never'), content: t('catalog.moved_never') },
        { value: 'now', title: t('catalog.now'), content: t('catalog.moved_now') },
      ]}
      onPick={onPick}
    />
  );
}

/** The same of a version, in a sentence. */
export function useMovementWords() {
  const { t } = useTexts();
  const words = {
    never: t('catalog.moved_never'),
    at_renewal: t('catalog.moved_at_renewal'),
    now: t('catalog.moved_now'),
  };
  return (movement: Movement) => words[movement];
}
