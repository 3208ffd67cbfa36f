import { useTexts } from '../../../text/Texts';
import type { Path } from '../../yaml/yamlText';
import { catalogName, useForm } from './FormContext';

/** What stands in the text and has no field here: it stays as it is, and this is the way to it. */
export function TextOnly({ paths }: { paths: Path[] }) {
  const { t } = useTexts();
  const { toText } = useForm();
  if (paths.length === 0) return null;
  return (
    <p className="small muted">
      {t('catalog_form.only_in_text')}{' '}
      {paths.map((path, at) => (
        <span key={path.join('/')}>
          {at > 0 && ', '}
          <button
            type="button"
            className="link link-button"
            onClick={() => toText(catalogName, path)}
          >
            <code>{path.filter((step) => typeof step === 'string').join('.')}</code>
          </button>
        </span>
      ))}
    </p>
  );
}
