/** The session's token lives as long as the browser tab; closing it forgets the token. */
const KEY = 'longji.token';

export const token = {
  read: () => sessionStorage.getItem(KEY),
  keep: (value: string) => sessionStorage.setItem(KEY, value),
  forget: () => sessionStorage.removeItem(KEY),
};
