import type { CodeKey } from '../../api/types';
import { useTexts } from '../../text/Texts';

/** What an authenticator takes: a link that opens it on this device, and the key to type on another one. */
export function CodeKeyCard({ codeKey }: { codeKey: CodeKey }) {
  const { t } = useTexts();
  const groups = codeKey.key.match(/.{1,4}/g) ?? [];
  return (
    <div className="stack gap-s">
      <p>
        <a className="link" href={codeKey.uri}>
          {t('security.open_authenticator')}
        </a>
      </p>
      <p className="small muted" id="code-key-label">
        {t('security.type_key')}
      </p>
      <p className="code-key">
        <code>{groups.join(' ')}</code>
      </p>
    </div>
  );
}
