# The bench: QEMU, with KVM where it works and emulation where not. Both bases differ in how the installer is told.
variable "accelerator" {
  type        = string
  default     = "tcg"
  description = "kvm or tcg, as packer/accelerator finds out."
}
variable "serial_log" {
  type    = string
  default = "serial.log"
}

locals {
  machine = {
    kvm = [["-machine", "type=q35"], ["-accel", "kvm"], ["-cpu", "host"]]
    tcg = [["-machine", "type=q35"], ["-accel", "tcg,thread=multi,tb-size=1024"], ["-cpu", "max"]]
  }
  arguments = concat(local.machine[var.accelerator], [["-serial", "file:${var.serial_log}"]])
}

source "qemu" "debian" {
  iso_url                = var.medium
  iso_checksum           = var.medium_checksum
  output_directory       = var.output
  vm_name                = "sallyport.qcow2"
  format                 = "qcow2"
  disk_size              = "${var.disk_mib}M"
  disk_interface         = "virtio"
  disk_cache             = "unsafe"
  disk_discard           = "unmap"
  disk_detect_zeroes     = "unmap"
  net_device             = "virtio-net"
  accelerator            = var.accelerator
  cpus                   = 2
  memory                 = 2048
  headless               = true
  http_directory         = var.answers
  boot_wait              = "1s"
  boot_command           = []
  communicator           = "ssh"
  ssh_username           = "root"
  ssh_private_key_file   = var.private_key
  ssh_timeout            = "40m"
  ssh_handshake_attempts = 1000
  shutdown_command       = "systemctl poweroff"
  shutdown_timeout       = "10m"
  # Our boot menu reads the address of the answers from the serial number.
  qemuargs = concat(local.arguments, [["-smbios", "type=1,serial=http://{{ .HTTPIP }}:{{ .HTTPPort }}/answers"]])
}

source "qemu" "centos" {
  iso_url                = var.medium
  iso_checksum           = var.medium_checksum
  output_directory       = var.output
  vm_name                = "sallyport.qcow2"
  format                 = "qcow2"
  disk_size              = "${var.disk_mib}M"
  disk_interface         = "virtio"
  disk_cache             = "unsafe"
  disk_discard           = "unmap"
  disk_detect_zeroes     = "unmap"
  net_device             = "virtio-net"
  accelerator            = var.accelerator
  cpus                   = 2
  memory                 = 3072
  headless               = true
  http_directory         = var.answers
  boot_wait              = "1s"
  boot_command           = []
  communicator           = "ssh"
  ssh_username           = "root"
  ssh_private_key_file   = var.private_key
  ssh_timeout            = "90m"
  ssh_handshake_attempts = 1000
  shutdown_command       = "systemctl poweroff"
  shutdown_timeout       = "10m"
  # The medium was made by "imaging iso": it holds kickstart and packages and starts by itself.
  qemuargs = local.arguments
}
