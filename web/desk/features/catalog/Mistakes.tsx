import { Banner } from '../../../kit/Banner';
import { useTexts } from '../../../text/Texts';
import type { WrittenVersion } from '../../state/catalogQueries';

interface MistakesProps {
  version: WrittenVersion;
  /** What was written since they were found, they do not speak of. */
  isKept: boolean;
  onShow: (mistake: WrittenVersion['mistakes'][number]) => void;
}

/** What the service found in the text when it was saved last, each with the way to it. */
export function Mistakes({ version, isKept, onShow }: MistakesProps) {
  const { t } = useTexts();
  if (version.mistakes.length === 0) return null;
  return (
    <Banner tone="warning" title={t('catalog.mistakes', { count: version.mistakes.length })}>
      {!isKept && <p className="small">{t('catalog.mistakes_before')}</p>}
      <ul>
        {version.mistakes.map((mistake) => {
          const { document, line, column, message } = mistake;
          return (
            <li key={`${document}:${line}:${column}:${message}`}>
              {version.documents.some(({ name }) => name === document) ? (
                <button type="button" className="link link-button" onClick={() => onShow(mistake)}>
                  {line > 0 ? t('catalog.line', { document, line }) : document}
                </button>
              ) : (
                <strong>{document}</strong>
              )}{' '}
              {message}
            </li>
          );
        })}
      </ul>
    </Banner>
  );
}
