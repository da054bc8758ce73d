import { DefaultNamingStrategy } from 'typeorm';

/** Columns are snake_case; keys are named like PostgreSQL names them itself, not by a hash. */
export class SnakeCaseNaming extends DefaultNamingStrategy {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return [...prefixes, customName ?? propertyName].map(snakeCase).join('_');
  }

  override primaryKeyName(table: { name: string } | string): string {
    return `${nameOf(table)}_pkey`;
  }
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function nameOf(table: { name: string } | string): string {
  return (typeof table === 'string' ? table : table.name).replace(/^.*\./, '');
}
