/** The language of a document of texts, such as `texts.fr.yaml`; nothing for what is none. */
export function languageOf(document: string): string {
  return /^texts\.([a-z]{2})\.yaml$/.exec(document)?.[1] ?? '';
}
