import type { TextKey } from '../../text/language';
import { useTexts } from '../../text/Texts';

/** What a mail is, by its template; the template's name where there are no words for it. */
export function useMailName(): (template: string) => string {
  const { t } = useTexts();
  return (template) => {
    const name = template.replaceAll('-', '_');
    const key = `mail.${name}` as TextKey;
    const words = t(key);
    return words === key ? template : words;
  };
}
