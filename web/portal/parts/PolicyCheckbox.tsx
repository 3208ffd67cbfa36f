import { Checkbox } from '../../kit/Checkbox';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import type { usePolicy } from '../state/usePolicy';

interface PolicyCheckboxProps {
  policy: ReturnType<typeof usePolicy>;
  missing: boolean;
  onCheck: () => void;
}

/** Accepting the refund policy before buying; the version is sent with the order. */
export function PolicyCheckbox({ policy, missing, onCheck }: PolicyCheckboxProps) {
  const { t, linked } = useTexts();
  const { link } = usePortal();
  if (!policy.needed) return null;
  const href = link('refund_policy');
  return (
    <Checkbox
      inputId="policy"
      checked={policy.ticked}
      onCheck={(yes) => {
        policy.tick(yes);
        onCheck();
      }}
      error={missing ? t('policy.missing') : undefined}
    >
      {linked('policy.accept', (inside) => (href ? <LinkTo to={href}>{inside}</LinkTo> : inside))}
    </Checkbox>
  );
}
