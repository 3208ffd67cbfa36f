import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';

interface PagerProps {
  offset: number;
  size: number;
  total: number;
  onMove: (offset: number) => void;
}

/** Which part of a long list is shown, and the way to the parts beside it. */
export function Pager({ offset, size, total, onMove }: PagerProps) {
  const { t, count } = useTexts();
  if (total <= size) return null;
  const last = Math.min(offset + size, total);
  return (
    <nav className="row wrap gap-s" aria-label={t('pager.label')}>
      <Button disabled={offset === 0} onClick={() => onMove(Math.max(0, offset - size))}>
        {t('pager.previous')}
      </Button>
      <Button disabled={last >= total} onClick={() => onMove(offset + size)}>
        {t('pager.next')}
      </Button>
      <span className="muted small numbers">
        {t('pager.range', { from: count(offset + 1), to: count(last), total: count(total) })}
      </span>
    </nav>
  );
}
