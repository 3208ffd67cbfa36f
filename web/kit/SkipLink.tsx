interface SkipLinkProps {
  children: string;
}

/** First in the page: jumps over the navigation to the element #main. */
export function SkipLink({ children }: SkipLinkProps) {
  return (
    <a className="skip-link" href="#main">
      {children}
    </a>
  );
}
