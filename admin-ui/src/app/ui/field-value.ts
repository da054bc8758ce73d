import { Directive, type DoCheck, ElementRef, inject, input } from '@angular/core';

/**
 * What stands in a field, whenever the view is drawn. A bound `value` is only written when it differs from what was last
 * *drawn*: a text that is typed and sent between two drawings would stay in the field.
 */
@Directive({ selector: 'input[appFieldValue], textarea[appFieldValue]' })
export class FieldValue implements DoCheck {
  readonly appFieldValue = input.required<string>();

  private readonly field = inject<ElementRef<HTMLInputElement | HTMLTextAreaElement>>(ElementRef).nativeElement;

  ngDoCheck(): void {
    if (this.field.value !== this.appFieldValue()) this.field.value = this.appFieldValue();
  }
}
