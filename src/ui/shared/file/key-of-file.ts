/** The key that suits the name of a file: `config.json` is `config`, `tls.pem` stays. */
export const keyOfFile = (name: string): string => name.replace(/\.(?:json|txt)$/i, '');
