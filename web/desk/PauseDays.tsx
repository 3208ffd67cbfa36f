import { TextField } from '../kit/TextField';
import { useTexts } from '../text/Texts';

interface Days {
  from: string;
  to: string;
}

interface PauseDaysProps {
  days: Days;
  /** Whether the first day may be left out, too. */
  optional?: boolean;
  onDays: (days: Days) => void;
}

/** The first day of a pause, and the first one after it, which may stay open. */
export function PauseDays({ days, optional, onDays }: PauseDaysProps) {
  const { t } = useTexts();
  return (
    <>
      <TextField
        type="date"
        name="from"
        label={t('desk.pause_from')}
        optional={optional ? t('billing.optional') : undefined}
        value={days.from}
        onText={(from) => onDays({ from, to: days.to })}
      />
      <TextField
        type="date"
        name="to"
        label={t('desk.pause_to')}
        optional={t('billing.optional')}
        value={days.to}
        onText={(to) => onDays({ from: days.from, to })}
      />
    </>
  );
}
