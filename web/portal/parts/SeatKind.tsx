import type { SeatList } from '../../api/types';
import { Select } from '../../kit/Select';
import { useTexts } from '../../text/Texts';

interface SeatKindProps {
  counts: SeatList['counts'];
  value: string;
  onPick: (seat: string) => void;
}

/** Which kind of seat is meant, where the plan has several; nothing to ask where it has one. */
export function SeatKind({ counts, value, onPick }: SeatKindProps) {
  const { t } = useTexts();
  if (counts.length < 2) return null;
  return (
    <Select
      label={t('people.kind')}
      value={value || (counts[0]?.seat ?? '')}
      options={counts.map(({ seat, name, free }) => ({
        value: seat,
        text: `${name} · ${t('people.free', { free })}`,
      }))}
      onPick={onPick}
    />
  );
}

/** The kind to ask for: the one that was picked, else the first. */
export function seatKindOf(counts: SeatList['counts'], picked: string): { seat?: string } {
  const seat = picked || counts[0]?.seat;
  return seat ? { seat } : {};
}
