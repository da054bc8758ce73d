/** Files in messages. */
export const words = {
  'problem.file_too_large': 'This file is too large.',
  'problem.quota_exceeded': 'Your storage is full. Delete messages with files to make room.',
  'problem.file_empty': 'This file is empty.',
  'problem.picture_refused': "This picture can't be opened. To send it all the same, put it in a ZIP file.",
  'problem.attachment_not_found': 'This file is no longer available.',
  'problem.attachment_in_use': 'This file was sent already. Add it again to send it again.',
  'problem.storage_unavailable': "Files aren't available right now. Try again later.",
} as const;
