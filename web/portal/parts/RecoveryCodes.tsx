import { Button } from '../../kit/Button';
import { useTexts } from '../../text/Texts';

interface RecoveryCodesProps {
  codes: string[];
  onDone: () => void;
}

/** Shown once: what helps when the authenticator is lost. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTexts();
  return (
    <div className="stack">
      <p>{t('security.codes_text')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div>
        <Button look="primary" onClick={onDone}>
          {t('security.codes_done')}
        </Button>
      </div>
    </div>
  );
}
