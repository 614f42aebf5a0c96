/** A page with a public address. */
export type AddressedPage =
  | { readonly page: 'verdict' }
  | { readonly page: 'use-case'; readonly useCase: string }
  | { readonly page: 'incident'; readonly incident: string };

export interface PageAddresses {
  /** Returns the address of a page; null without a public address. */
  readonly addressOf: (page: AddressedPage) => string | null;
  /** Returns the page of an address; null for any other address. */
  readonly read: (address: string) => AddressedPage | null;
}

/** The paths of all pages, for an HTTP server. */
export const addressPaths = ['/verdict', '/uc/:key', '/incident/:key'] as const;

const pathOf = (to: AddressedPage): string => {
  if (to.page === 'use-case') return `/uc/${to.useCase}`;
  return to.page === 'incident' ? `/incident/${to.incident}` : '/verdict';
};

/** Returns the page of a path, in whatever case it was typed; null for none. */
function readPath(path: string): AddressedPage | null {
  const [, kind, key = ''] = /^\/(verdict|uc|incident)(?:\/([a-z]{1,2}-[1-9]\d{0,8}))?\/?$/i.exec(path) ?? [];
  const found = key.toUpperCase();
  switch (kind?.toLowerCase()) {
    case 'verdict':
      return key === '' ? { page: 'verdict' } : null;
    case 'uc':
      return found.startsWith('UC-') ? { page: 'use-case', useCase: found } : null;
    case 'incident':
      return found.startsWith('I-') ? { page: 'incident', incident: found } : null;
    default:
      return null;
  }
}

/**
 * Creates and reads the addresses of pages. An address tells nothing by itself: the page is shown in Slack.
 * @param publicUrl the address at which people reach the HTTP server; null for none
 */
export const createPageAddresses = (publicUrl: string | null): PageAddresses => ({
  addressOf: (page) => (publicUrl === null ? null : `${publicUrl}${pathOf(page)}`),
  read(address) {
    if (publicUrl === null || !URL.canParse(address)) return null;
    const { origin, pathname, username, password } = new URL(address);
    return origin === publicUrl && `${username}${password}` === '' ? readPath(pathname) : null;
  },
});
