/** Below it are the pictures of people and of groups. */
export const PICTURES_PATH = '/api/v1/pictures';

/** Where a picture is opened; null where there is none. */
export function pictureUrlOf(id: string | null): string | null {
  return id === null ? null : `${PICTURES_PATH}/${id}`;
}
