/** Movement that says “working”; the words beside it say at what. */
export function Spinner() {
  return <span className="spinner" aria-hidden="true" />;
}
