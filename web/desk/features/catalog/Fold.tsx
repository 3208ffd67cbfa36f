import { type ReactNode, useEffect, useState } from 'react';
import { Badge } from '../../../kit/Badge';
import { Icon } from '../../../kit/Icon';
import { useTexts } from '../../../text/Texts';
import { useForm } from './FormContext';

interface FoldProps {
  summary: ReactNode;
  /** How the places inside begin; it opens itself when one of them is wanted. */
  holds: string[];
  opened?: boolean;
  children: () => ReactNode;
}

/** A part of the form that is put together once it is opened. */
export function Fold({ summary, holds, opened = false, children }: FoldProps) {
  const { t } = useTexts();
  const { wanted, faults } = useForm();
  const [isOpen, setOpen] = useState(opened);
  const isWanted = wanted !== undefined && holds.some((place) => wanted.startsWith(place));
  const count = faults.filter(
    ({ place }) => place !== undefined && holds.some((start) => place.startsWith(start)),
  ).length;
  useEffect(() => {
    if (isWanted) setOpen(true);
  }, [isWanted]);
  return (
    <details
      className="disclosure catalog-fold"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <span>{summary}</span>
        {count > 0 && <Badge tone="warning">{t('catalog.mistakes', { count })}</Badge>}
        <Icon name="chevron" size={16} />
      </summary>
      {isOpen && <div className="disclosure-body stack">{children()}</div>}
    </details>
  );
}
