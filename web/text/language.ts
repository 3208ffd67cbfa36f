import type en from '../locales/en.json';

export type TextKey = keyof typeof en;
export type Messages = Record<TextKey, string>;

const memory = 'settle.language';

/** Each language is its own file, fetched only when somebody reads it. */
const files: Record<string, () => Promise<{ default: Messages }>> = {
  en: () => import('../locales/en.json'),
  fr: () => import('../locales/fr.json'),
};

export function isKnownLanguage(code: string): boolean {
  return code in files;
}

export async function loadMessages(code: string): Promise<Messages> {
  const file = files[code] ?? files.en;
  if (!file) throw new Error('no language file');
  return (await file()).default;
}

/** What the person chose on this device, or nothing. */
export function chosenLanguage(): string | undefined {
  const code = readMemory();
  return code && isKnownLanguage(code) ? code : undefined;
}

export function rememberLanguage(code: string): void {
  try {
    localStorage.setItem(memory, code);
  } catch {
    // Private windows may refuse storage; the choice then lasts until the page closes.
  }
}

function readMemory(): string | null {
  try {
    return localStorage.getItem(memory);
  } catch {
    return null;
  }
}

/** Before the session is known: the device's choice, then the browser's. */
export function guessLanguage(): string {
  const browser = navigator.languages.map((tag) => tag.slice(0, 2)).find(isKnownLanguage);
  return chosenLanguage() ?? browser ?? 'en';
}
