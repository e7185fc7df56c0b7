/** A folder or document reached from another one by a relative path; `..` past the start stays as it is. */
export function joinFolder(base: string, relative: string): string {
  const root = /^[a-z][\w+.-]*:\/\/[^/]*\//i.exec(base)?.[0] ?? '';
  const path = base.slice(root.length).split('/').concat(relative.split('/'));
  const joined: string[] = [];
  for (const part of path) {
    if (part === '' || part === '.') continue;
    if (part === '..' && joined.length > 0 && joined.at(-1) !== '..') joined.pop();
    else joined.push(root === '' ? part : encoded(part));
  }
  const result = root + joined.join('/');
  return result === '' ? '.' : result;
}

/** A path segment as URIs write it; what is encoded already stays. */
function encoded(part: string): string {
  return /[^\w.~%!$&'()*+,;=:@-]/.test(part)
    ? encodeURIComponent(decodeURIComponent(part.replace(/%(?![0-9a-f]{2})/gi, '%25')))
    : part;
}
