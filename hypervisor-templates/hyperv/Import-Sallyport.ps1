#Requires -Version 5.1
#Requires -Modules Hyper-V
#Requires -RunAsAdministrator

<#
.SYNOPSIS
Makes a virtual machine from the Sallyport disk that lies beside this script.

.DESCRIPTION
Creates the machine, one network adapter for each entry of -Adapter in this order, gives the adapters ascending hardware
addresses and tells the machine which is which, so that adapter 1 is eth0 always. The first-boot answers go to the machine as
key-value pairs of Hyper-V; what is left out is asked on its console. Everything is checked before anything is made.

.PARAMETER Name
Name of the virtual machine.

.PARAMETER Adapter
A hashtable for each adapter, the first one first. Switch is its virtual switch; Vlan, Roles, Ipv4, Ipv4Gateway, Ipv6,
Ipv6Gateway and AdvertisedAddress are optional.

.PARAMETER AdminSecret
The first password of admin, which must be changed at the first log-in.

.PARAMETER AdminPasswordHash
In place of AdminSecret: the hash of a lasting password.

.PARAMETER MacAddress
Hardware address of adapter 1, twelve hexadecimal digits; the others follow it. By default a free one is drawn.

.PARAMETER Vhdx
The disk, if it does not lie beside this script. It is copied.

.PARAMETER Path
Where a folder of the machine's name is made for machine and disk.

.EXAMPLE
.\Import-Sallyport.ps1 -Name gate -HostName gate.example.com -DnsServers 10.0.0.53 -Adapter `
    @{ Switch = 'DMZ'; Roles = 'external'; Ipv4 = '192.0.2.10/24'; Ipv4Gateway = '192.0.2.1' },
    @{ Switch = 'LAN'; Roles = 'internal,management'; Ipv4 = '10.0.0.10/24' }

.EXAMPLE
.\Import-Sallyport.ps1 -Name gate -Adapter @{ Switch = 'DMZ' }, @{ Switch = 'LAN' } -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)] [ValidatePattern('^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$')] [string] $Name,
    [Parameter(Mandatory)] [ValidateCount(1, 6)] [hashtable[]] $Adapter,

    [string] $HostName,
    [string] $TimeZone,
    [string[]] $NtpServers,
    [string[]] $DnsServers,
    [string[]] $SearchDomains,
    [string[]] $Routes,
    [string] $CallServer,
    [securestring] $AdminSecret,
    [string] $AdminPasswordHash,

    [ValidateSet(1, 2)] [int] $Generation = 2,
    [switch] $NoSecureBoot,
    [ValidateRange(1, 64)] [int] $ProcessorCount = 4,
    [ValidateRange(1024, 1048576)] [int] $MemoryMiB = 8192,
    [string] $MacAddress,
    [string] $Vhdx,
    [string] $Path = (Get-VMHost).VirtualMachinePath,
    [switch] $NoStart
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

# Parameter or entry of -Adapter, and its first-boot key.
$systemKeys = [ordered]@{
    HostName = 'hostname'
    TimeZone = 'time-zone'
    NtpServers = 'ntp-servers'
    DnsServers = 'dns-servers'
    SearchDomains = 'search-domains'
    Routes = 'routes'
    CallServer = 'call-server'
    AdminSecret = 'admin-secret'
    AdminPasswordHash = 'admin-password-hash'
}
$adapterKeys = [ordered]@{
    Roles = 'roles'
    Ipv4 = 'ipv4'
    Ipv4Gateway = 'ipv4-gateway'
    Ipv6 = 'ipv6'
    Ipv6Gateway = 'ipv6-gateway'
    AdvertisedAddress = 'advertised-address'
}
$roles = 'external', 'internal', 'management', 'all', 'external-signalling', 'external-media', 'internal-signalling',
    'internal-media'

# What the host hands to a guest: keys and values of UTF-16, see hyperv.h of Linux.
$longestValue = 1023

# Integration services by identifier: their names are translated.
$keyValueExchange = '2A34B1C2-FD73-4043-8A5B-DD2159BC743F'
$timeSynchronization = '2497F4DE-E9FA-4204-80E4-4B75C46419C0'

function Test-Address([string] $Text, [string] $Family) {
    $address = $null
    [System.Net.IPAddress]::TryParse($Text, [ref] $address) -and $address.AddressFamily -eq $Family -and
        ($Family -ne 'InterNetwork' -or $Text -match '^\d+\.\d+\.\d+\.\d+$')
}

function Test-AddressWithPrefix([string] $Text, [string] $Family, [int] $LongestPrefix) {
    $Text -match '^(.+)/(\d{1,3})$' -and (Test-Address $Matches[1] $Family) -and [int] $Matches[2] -le $LongestPrefix
}

function Get-AdapterProblem([int] $Number, [hashtable] $Entry) {
    $known = @('Switch', 'Vlan') + $adapterKeys.Keys
    $Entry.Keys | Where-Object { $_ -notin $known } | ForEach-Object {
        "Adapter $Number has no $_. Take one of: $($known -join ', ')."
    }
    if (-not $Entry['Switch']) {
        "Adapter $Number has no Switch. Name one of Get-VMSwitch."
    } elseif (-not (Get-VMSwitch -Name $Entry['Switch'] -ErrorAction SilentlyContinue)) {
        "Adapter ${Number}: there is no virtual switch $($Entry['Switch']). Name one of Get-VMSwitch."
    }
    if ($Entry['Vlan'] -and ("$($Entry['Vlan'])" -notmatch '^\d{1,4}$' -or [int] $Entry['Vlan'] -notin 1..4094)) {
        "Adapter ${Number}: Vlan $($Entry['Vlan']) is not between 1 and 4094."
    }
    foreach ($role in "$($Entry['Roles'])" -split ',' | Where-Object { $_.Trim() }) {
        if ($role.Trim() -cnotin $roles) { "Adapter ${Number}: there is no role $role. Take one of: $($roles -join ', ')." }
    }
    $ipv4 = $Entry['Ipv4']
    if ($ipv4 -and $ipv4 -ne 'dhcp' -and -not (Test-AddressWithPrefix $ipv4 'InterNetwork' 32)) {
        "Adapter ${Number}: Ipv4 $ipv4 is neither dhcp nor an address with its prefix such as 192.0.2.10/24."
    }
    $ipv6 = $Entry['Ipv6']
    if ($ipv6 -and $ipv6 -notin 'auto', 'dhcp' -and -not (Test-AddressWithPrefix $ipv6 'InterNetworkV6' 128)) {
        "Adapter ${Number}: Ipv6 $ipv6 is neither auto nor dhcp nor an address with its prefix such as 2001:db8::10/64."
    }
    $gateway = $Entry['Ipv4Gateway']
    if ($gateway -and -not (Test-Address $gateway 'InterNetwork')) {
        "Adapter ${Number}: Ipv4Gateway $gateway is no address."
    }
    $gateway6 = $Entry['Ipv6Gateway']
    if ($gateway6 -and -not (Test-Address $gateway6 'InterNetworkV6')) {
        "Adapter ${Number}: Ipv6Gateway $gateway6 is no address."
    }
    $advertised = $Entry['AdvertisedAddress']
    if ($advertised -and -not ((Test-Address $advertised 'InterNetwork') -or (Test-Address $advertised 'InterNetworkV6'))) {
        "Adapter ${Number}: AdvertisedAddress $advertised is no address."
    }
}

function Get-Problem([System.Collections.IDictionary] $Answers) {
    if (Get-VM -Name $Name -ErrorAction SilentlyContinue) { "There is a virtual machine $Name already. Take another name." }
    if (-not $Vhdx) { 'There is not exactly one VHDX beside this script. Name the disk with -Vhdx.' }
    elseif (-not (Test-Path -LiteralPath $Vhdx -PathType Leaf)) { "There is no disk $Vhdx. Name another with -Vhdx." }
    if (Test-Path -LiteralPath $disk) { "There is a disk $disk already. Take another name or path." }
    if ($MacAddress -and ($MacAddress -notmatch '^[0-9A-Fa-f]{12}$' -or $MacAddress -match '^.[13579BDFbdf]')) {
        "MacAddress $MacAddress is not twelve hexadecimal digits of a single station's address, such as 021D600A0B10."
    }
    if ($AdminSecret -and $AdminPasswordHash) { 'Give AdminSecret or AdminPasswordHash, not both.' }
    for ($i = 0; $i -lt $Adapter.Count; $i++) { Get-AdapterProblem ($i + 1) $Adapter[$i] }
    $Answers.GetEnumerator() | Where-Object { "$($_.Value)".Length -gt $longestValue } | ForEach-Object {
        "$($_.Key) is too long: Hyper-V hands over $longestValue characters at most."
    }
}

# The answers that were given, by key, as text.
function Get-Answer {
    $answers = [ordered]@{}
    foreach ($parameter in $systemKeys.Keys) {
        $value = Get-Variable -Name $parameter -ValueOnly
        if ($value -is [securestring]) { $value = [System.Net.NetworkCredential]::new('', $value).Password }
        $text = $value -join ', '
        if ($text) { $answers["sallyport.$($systemKeys[$parameter])"] = $text }
    }
    for ($i = 0; $i -lt $Adapter.Count; $i++) {
        foreach ($entry in $adapterKeys.Keys) {
            $text = $Adapter[$i][$entry] -join ','
            if ($text) { $answers["sallyport.nic$($i + 1).$($adapterKeys[$entry])"] = $text }
        }
    }
    $answers
}

# Ascending addresses: the given one and those after it, or a run of sixteen that no machine of this host has.
function Get-HardwareAddress {
    if ($MacAddress) {
        $first = [Convert]::ToInt64($MacAddress, 16)
    } else {
        $taken = @(Get-VM | Get-VMNetworkAdapter | ForEach-Object { $_.MacAddress })
        do {
            # Locally administered, so apart from what Hyper-V gives out by itself.
            $first = 0x021D60000000 + 16 * (Get-Random -Maximum 0x100000)
            $run = 0..15 | ForEach-Object { '{0:X12}' -f ($first + $_) }
        } while ($run | Where-Object { $_ -in $taken })
    }
    0..($Adapter.Count - 1) | ForEach-Object { '{0:X12}' -f ($first + $_) }
}

function New-Machine([string[]] $Addresses) {
    $vm = New-VM -Name $Name -Generation $Generation -MemoryStartupBytes ($MemoryMiB * 1MB) -VHDPath $disk -Path $Path
    Set-VM -VM $vm -ProcessorCount $ProcessorCount -StaticMemory -AutomaticStartAction Start -AutomaticStopAction ShutDown
    if ((Get-Command Set-VM).Parameters.ContainsKey('AutomaticCheckpointsEnabled')) {
        Set-VM -VM $vm -AutomaticCheckpointsEnabled $false
    }
    if ($Generation -eq 2) {
        if ($NoSecureBoot) {
            Set-VMFirmware -VM $vm -EnableSecureBoot Off
        } else {
            Set-VMFirmware -VM $vm -EnableSecureBoot On -SecureBootTemplate MicrosoftUEFICertificateAuthority
        }
    }
    $services = Get-VMIntegrationService -VM $vm
    $services | Where-Object { $_.Id -like "*$keyValueExchange" } | Enable-VMIntegrationService
    $services | Where-Object { $_.Id -like "*$timeSynchronization" } | Disable-VMIntegrationService # it keeps time by NTP

    Get-VMNetworkAdapter -VM $vm | Remove-VMNetworkAdapter
    for ($i = 0; $i -lt $Adapter.Count; $i++) {
        $nic = Add-VMNetworkAdapter -VM $vm -Name "Network adapter $($i + 1)" -SwitchName $Adapter[$i]['Switch'] `
            -StaticMacAddress $Addresses[$i] -Passthru
        if ($Adapter[$i]['Vlan']) { Set-VMNetworkAdapterVlan -VMNetworkAdapter $nic -Access -VlanId $Adapter[$i]['Vlan'] }
    }
    $vm
}

# Hands key-value pairs to the guest (Msvm_VirtualSystemManagementService.AddKvpItems).
function Add-Statement($Vm, [System.Collections.IDictionary] $Statements) {
    $namespace = 'root/virtualization/v2'
    $class = Get-CimClass -Namespace $namespace -ClassName Msvm_KvpExchangeDataItem
    $serializer = [Microsoft.Management.Infrastructure.Serialization.CimSerializer]::Create()
    $items = foreach ($statement in $Statements.GetEnumerator()) {
        $item = New-CimInstance -ClientOnly -CimClass $class -Property @{
            Name = [string] $statement.Key
            Data = [string] $statement.Value
            Source = [uint16] 0
        }
        $bytes = $serializer.Serialize(
            $item, [Microsoft.Management.Infrastructure.Serialization.InstanceSerializationOptions]::None)
        [System.Text.Encoding]::Unicode.GetString($bytes)
    }
    $service = Get-CimInstance -Namespace $namespace -ClassName Msvm_VirtualSystemManagementService
    $system = Get-CimInstance -Namespace $namespace -ClassName Msvm_ComputerSystem -Filter "Name = '$($Vm.Id)'"
    $result = Invoke-CimMethod -InputObject $service -MethodName AddKvpItems -Arguments @{
        TargetSystem = $system
        DataItems = [string[]] $items
    }
    $job = $null
    if ($result.ReturnValue -eq 4096) {
        do {
            Start-Sleep -Milliseconds 200
            $job = Get-CimInstance -InputObject $result.Job
        } while ($job.JobState -in 2, 3, 4) # new, starting, running
        if ($job.JobState -ne 7) { throw "Hyper-V does not take the key-value pairs: $($job.ErrorDescription)" }
    } elseif ($result.ReturnValue -ne 0) {
        throw "Hyper-V does not take the key-value pairs: error $($result.ReturnValue)."
    }
}

if (-not $Vhdx) {
    $beside = @(Get-ChildItem -LiteralPath $PSScriptRoot -Filter *.vhdx)
    if ($beside.Count -eq 1) { $Vhdx = $beside[0].FullName }
}
$disk = Join-Path (Join-Path $Path $Name) "$Name.vhdx"
$answers = Get-Answer
$problems = @(Get-Problem $answers)
if ($problems) { throw ("Nothing was made.`n" + ($problems -join "`n")) }

$addresses = @(Get-HardwareAddress)
$statements = [ordered]@{}
for ($i = 0; $i -lt $Adapter.Count; $i++) { $statements["sallyport.nic$($i + 1).mac"] = $addresses[$i] }
$answers.GetEnumerator() | ForEach-Object { $statements[$_.Key] = $_.Value }

$plan = "generation $Generation, $($Adapter.Count) adapters, hardware addresses from $($addresses[0]) on"
if ($PSCmdlet.ShouldProcess("$Name in $Path ($plan)", 'Make virtual machine')) {
    $vm = $null
    try {
        New-Item -ItemType Directory -Path (Split-Path $disk) -Force | Out-Null
        Copy-Item -LiteralPath $Vhdx -Destination $disk
        $vm = New-Machine $addresses
        try {
            Add-Statement $vm $statements
        } catch {
            if ($NoStart) { throw }
            Start-VM -VM $vm # there may be hosts that take them for a running machine only; it waits for them
            Add-Statement $vm $statements
        }
        if (-not $NoStart -and (Get-VM -Id $vm.Id).State -eq 'Off') { Start-VM -VM $vm }
    } catch {
        if ($vm) {
            Stop-VM -VM $vm -TurnOff -Force -ErrorAction SilentlyContinue
            Remove-VM -VM $vm -Force
        }
        Remove-Item -LiteralPath $disk -Force -ErrorAction SilentlyContinue
        throw
    }
    for ($i = 0; $i -lt $Adapter.Count; $i++) {
        [pscustomobject]@{
            Adapter = $i + 1
            Interface = "eth$i"
            Switch = $Adapter[$i]['Switch']
            MacAddress = $addresses[$i]
            Roles = $Adapter[$i]['Roles']
        }
    }
}
