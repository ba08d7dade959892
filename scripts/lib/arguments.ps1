# To be dot-sourced by scripts that pass their arguments on.

# PowerShell takes "a,b" for an array, and cuts "-Da.b=c" in two before the dot. Puts such arguments
# together again, as they were typed.
function Restore-Arguments([object[]] $given) {
  $whole = [System.Collections.Generic.List[string]]::new()
  foreach ($each in $given) {
    $text = if ($each -is [array]) { $each -join "," } else { [string] $each }
    $last = $whole.Count - 1
    if ($last -ge 0 -and $text.StartsWith(".") -and $whole[$last] -match "^-\w+$") {
      $whole[$last] = $whole[$last] + $text
    } else {
      $whole.Add($text)
    }
  }
  return , $whole.ToArray()
}
